// A silent timer. It counts by the clock, so a locked phone or a pocket does not hold it up. Each form says when it was
// sent, and the timer's page was told so: after a reload it goes on where it was, and nothing is stored for that. (Not
// in the tab's history either: changing that would turn a reload into a plain visit, and lose her place.) Without this
// script the ring and the words at the end still come, drawn by the style sheet.
const timer = document.querySelector("[data-timer]");

function sayWhen({ target: form }) {
  const field = form.elements.clock ?? form.appendChild(document.createElement("input"));
  Object.assign(field, { type: "hidden", name: "clock", value: Date.now() });
}

function start() {
  const total = Number(timer.dataset.timer) * 1000;
  const ends = Number(timer.dataset.timerBegan ?? Date.now()) + total;
  const words = timer.querySelector("[data-timer-words]");
  const off = document.querySelector("[data-timer-off]");
  const form = timer.closest("form");
  let running = true;
  let lock = null;
  let next;

  // The style sheet's own clock began when the page was shown: set it to the true one.
  const drawn = () => document.getAnimations?.() ?? [];
  for (const animation of drawn()) {
    animation.currentTime = Math.max(0, total - (ends - Date.now()));
  }

  function show() {
    clearTimeout(next);
    if (!running) return;
    const left = ends - Date.now();
    if (left <= 0) {
      running = false;
      off.hidden = true;
      timer.classList.add("timer--over");
      const then = timer.querySelector("[data-timer-then]");
      words.textContent = then ? then.textContent : "";
      if (then) then.hidden = true;
      lock?.release();
      if ("timerGoesOn" in timer.dataset) form.requestSubmit();
      return;
    }
    if (total > 120000) {
      const minutes = Math.round(left / 60000);
      const said = minutes > 1 ? timer.dataset.timerLeft.replace("{n}", minutes) : timer.dataset.timerLeftOne;
      if (words.textContent !== said) words.textContent = said;
    }
    next = setTimeout(show, Math.min(left, 1000));
  }

  off.hidden = false;
  off.addEventListener("click", () => {
    running = false;
    off.hidden = true;
    words.textContent = "";
    timer.classList.add("timer--off");
    for (const animation of drawn()) animation.finish();
    lock?.release();
  });
  document.addEventListener("visibilitychange", show);
  if (total <= 120000 && navigator.wakeLock) {
    navigator.wakeLock.request("screen").then((held) => (running ? (lock = held) : held.release()), () => {});
  }
  const fill = document.querySelector("[data-timer-fill]");
  if (document.fullscreenEnabled && document.body.classList.contains("screen--dim")) {
    fill.hidden = false;
    fill.addEventListener("click", () => document.documentElement.requestFullscreen().catch(() => {}));
    document.addEventListener("fullscreenchange", () => (fill.hidden = Boolean(document.fullscreenElement)));
  }
  show();
}

document.addEventListener("submit", sayWhen);
if (timer) start();
