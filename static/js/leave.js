// Leave, at once: the page is emptied before anything else, and its place in the history goes to the page she ends up
// on. Without a script it is a plain link. What still has to be saved may say so and gets two seconds.
const MOST_TO_WAIT = 2000; // milliseconds

function leave(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const waiting = [];
  // A page with unsaved words listens to this and hands over the promise of their being saved.
  document.dispatchEvent(new CustomEvent("leaving", { detail: { until: (promise) => waiting.push(promise) } }));
  const address = event.currentTarget.href;
  document.title = "";
  document.body.replaceChildren();
  const go = () => location.replace(address);
  if (!waiting.length) return go();
  const enough = new Promise((resolve) => setTimeout(resolve, MOST_TO_WAIT));
  Promise.race([Promise.allSettled(waiting), enough]).then(go);
}

for (const link of document.querySelectorAll('a[href="/leave/"]')) link.addEventListener("click", leave);
