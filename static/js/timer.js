// A silent timer. It counts by the clock, so a locked phone or a pocket does not hold it up, and it goes on where it
// was after a reload: when it ends is kept with this page in the tab's history, and nowhere else. Without this script
// the ring and the words at the end still come, drawn by the style sheet.
const timer = document.querySelector("[data-timer]");

function start() {
  const total = Number(timer.dataset.timer) * 1000;
  const ends = history.state?.ends ?? Date.now() + total;
  history.replaceState({ ...history.state, ends }, "");
  const words = timer.querySelector("[data-timer-words]");
  const off = document.querySelector("[data-timer-off]");
  const form = timer.closest("form");
  let running = true;
  let lock = null;
  let next;

  // The style sheet's own clock began when the page was shown: set it to the true one.
  for (const animation of timer.getAnimations?.({ subtree: true }) ?? []) {
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

if (timer) start();
