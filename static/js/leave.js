// Leave, at once: the page is emptied before anything else, and its place in the history goes to the page she ends up
// on. Without a script it is a plain link.
function leave(event) {
  const link = event.target.closest?.('a[href="/leave/"]');
  // Where words may be unsaved, that page's own script has already taken the matter over.
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  document.title = "";
  document.body.replaceChildren();
  location.replace(link.href);
}

// On the document, so that a listener on the link itself comes first.
document.addEventListener("click", leave);
