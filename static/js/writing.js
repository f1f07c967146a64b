// Saves the draft while she writes, and sends the form only when the server can be reached. Without it, buttons do.
const form = document.querySelector("[data-writing]");
const PAUSE = 3000; // after the last key
const LONGEST = 10000; // while she writes on
const LONGEST_ANSWER = 60000; // then the server counts as out of reach, and Save can be pressed again
const KEEPALIVE = 60000; // bytes that a browser still sends when a page goes away

if (form && window.fetch && form.requestSubmit) {
  const said = form.querySelector("[data-saved]");
  const words = {
    saving: said.dataset.saySaving,
    saved: said.dataset.sayWritten,
    offline: said.dataset.sayOffline,
    locked: said.dataset.sayLocked,
  };
  const field = (name) => form.elements.namedItem(name);
  let dirty = false;
  let sent = false;
  let leave_quietly = false;
  let timer = 0;
  let since = 0;
  let under_way = Promise.resolve("");

  field("offset").value = -new Date().getTimezoneOffset();

  function body() {
    const data = new FormData(form);
    data.delete("passphrase");
    data.delete("name");
    return data;
  }

  function say(sentence) {
    if (said.textContent !== sentence) said.textContent = sentence;
  }

  async function post(data, { leaving = false } = {}) {
    const small = (data.get("text") ?? "").length < KEEPALIVE / 4;
    const response = await fetch(form.dataset.draft, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: leaving && small,
      signal: AbortSignal.timeout?.(LONGEST_ANSWER),
    });
    return { status: response.status, ...(await response.json()) };
  }

  // Gives "saved", what the server said instead, or "offline".
  async function save(options = {}) {
    clearTimeout(timer);
    since = 0;
    const data = body();
    const was_dirty = dirty;
    dirty = false;
    let answer;
    try {
      answer = await post(data, options);
      if (answer.token) field("csrfmiddlewaretoken").value = answer.token;
      if (answer.state === "stale") {
        data.set("csrfmiddlewaretoken", answer.token);
        answer = await post(data, options);
      }
    } catch {
      dirty = dirty || was_dirty;
      say(words.offline);
      plan(LONGEST);
      return "offline";
    }
    if (answer.state === "saved") {
      field("form_id").value = answer.form_id;
      field("draft_revision").value = answer.draft_revision;
      const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      say(`${words.saved} ${time}`);
    } else {
      dirty = dirty || was_dirty;
      say(answer.state === "locked" ? words.locked : answer.why);
    }
    return answer.state;
  }

  // One after another: two saves of one draft at a time would look like two devices.
  function queue(options) {
    under_way = under_way.then(() => save(options));
    return under_way;
  }

  function plan(wait) {
    clearTimeout(timer);
    since = since || Date.now();
    timer = setTimeout(() => dirty && !sent && queue(), Math.max(0, Math.min(wait, since + LONGEST - Date.now())));
  }

  form.addEventListener("input", (event) => {
    if (event.target.name === "passphrase" || event.target.name === "name") return;
    dirty = true;
    if (!("held" in form.dataset)) plan(PAUSE);
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !sent) queue({ leaving: true });
  });

  addEventListener("journal:closing", (event) => {
    const { saving, leaving } = event.detail;
    // A save on its way counts too: it must arrive before the journal locks, and be made again if it failed.
    under_way = under_way.then((state) => (dirty && !sent ? save({ leaving }) : state || "saved"));
    saving.push(
      under_way.then((state) => {
        if (leaving) sent = true;
        return state;
      }),
    );
    if (leaving) leave_quietly = true;
  });

  // The words go to the server as a draft first. Where it cannot be reached, she stays on the page that holds them.
  let passing = false;
  form.addEventListener("submit", async (event) => {
    if (passing) return;
    event.preventDefault();
    if (sent) return;
    sent = true;
    say(words.saving);
    const state = await queue();
    if (state === "offline") {
      sent = false;
      return;
    }
    passing = true;
    dirty = false;
    form.requestSubmit(event.submitter);
  });

  addEventListener("pageshow", () => (sent = passing = false));

  addEventListener("beforeunload", (event) => {
    if (dirty && !sent && !leave_quietly) event.preventDefault();
  });
}
