// For pages that show her words: Leave blanks them at once, half an hour without a touch locks, Back shows nothing.
const IDLE = 30 * 60 * 1000;
const LONGEST_WAIT = 2000; // for the draft, when she leaves

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value;

const seconds = (wait, state) => new Promise((done) => setTimeout(() => done(state), wait));

// Whoever holds unsaved words (writing.js) adds a promise of what became of them. Gives true once all are saved.
async function saved({ leaving, wait }) {
  const saving = [];
  dispatchEvent(new CustomEvent("journal:closing", { detail: { saving, leaving } }));
  if (leaving) document.body.replaceChildren();
  else document.body.hidden = true;
  const states = await Promise.race([Promise.all(saving), seconds(wait, ["late"])]);
  return states.every((state) => state === "saved");
}

// Words that could not be saved stay in the page, folded away: locking must not lose them.
function fold() {
  const form = document.querySelector("[data-writing]");
  const button = document.createElement("button");
  button.className = "button";
  button.textContent = form.dataset.show;
  button.addEventListener("click", () => {
    form.hidden = false;
    button.remove();
    touched = Date.now();
    locking = false;
  });
  form.before(button);
  form.hidden = true;
  document.body.hidden = false;
}

// Where she goes on after unlocking. Writing leads to the draft; a page that came from a form has no address of its own,
// and the server sends her to the one that the form stands on.
function here() {
  const field = (name) => document.querySelector(`[data-writing] [name=${name}]`)?.value;
  if (field("entry")) return `/journal/${field("entry")}/edit/`;
  if (Number(field("draft_revision"))) return `/journal/new/?draft=${field("form_id")}`;
  return location.pathname + location.search;
}

async function lock() {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token() ?? "");
  if (!(await saved({ leaving: false, wait: 10 * LONGEST_WAIT }))) {
    fold();
    return;
  }
  const back = encodeURIComponent(here());
  document.body.replaceChildren();
  try {
    await fetch("/journal/lock/", { method: "POST", body, redirect: "manual" });
  } catch {
    // Without a connection the server locks by its own clock.
  }
  location.replace(`/journal/unlock/?next=${back}`);
}

for (const link of document.querySelectorAll('a[href="/leave/"]')) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    saved({ leaving: true, wait: LONGEST_WAIT }).then(() => location.replace(link.href));
  });
}

let touched = Date.now();
for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
}
// A phone that slept does not count its timers: the clock is asked when it wakes, too.
let locking = false;
function look() {
  if (locking || Date.now() - touched < IDLE) return;
  locking = true;
  lock();
}
setInterval(look, 15000);
document.addEventListener("visibilitychange", look);

// The browser may keep a page and show it again on Back: what it keeps is blank, and it asks the server anew.
addEventListener("pagehide", () => (document.body.hidden = true));
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

const print = document.querySelector("[data-print]");
if (print && window.print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
