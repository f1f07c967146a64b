// A phone short of memory throws a hidden page away, and one that came from a form does not come back. So when this
// page is hidden its place in the history becomes the form's own page, which has the emergency numbers on top.
// Nothing of her answers is in that address.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") history.replaceState(null, "", location.pathname);
});
