// A button that prints. Without a script the browser's menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  if (!("print" in window)) break;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
