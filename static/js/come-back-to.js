// A phone short of memory throws a hidden page away, and one that came from a form does not come back. So when this
// page is hidden its place in the history becomes the form's own page, which has the emergency numbers on top.
// Nothing of her answers is in that address.
//
// She may turn the screen off while the page is still coming. So this runs as soon as it is there, not when the page is
// whole; the form's page has already fetched it; and a page that is hidden by then is seen to at once.
function comeBackToTheForm() {
  if (document.visibilityState === "hidden") history.replaceState(null, "", location.href);
}

document.addEventListener("visibilitychange", comeBackToTheForm);
comeBackToTheForm();
