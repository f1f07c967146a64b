// Shows a passphrase on request, puts the suggested words in, and sends a form once. Without it the fields just work.
for (const place of document.querySelectorAll("[data-show]")) {
  const button = place.querySelector("[data-show-button]");
  const input = place.querySelector("input");
  const [show, hide] = [button.textContent, button.dataset.hide || button.textContent];
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.textContent = shown ? show : hide;
  });
}

const suggestion = document.querySelector("[data-suggest]");
if (suggestion) {
  const button = suggestion.querySelector("[data-suggest-button]");
  const input = document.querySelector("[data-show] input[autocomplete=new-password]");
  button.hidden = false;
  button.addEventListener("click", () => {
    input.value = suggestion.querySelector("[data-suggest-words]").textContent.trim();
    input.type = "text";
    input.focus();
  });
}

for (const form of document.querySelectorAll("form[data-once]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Coming back to a page that the browser kept: it may be sent again.
  addEventListener("pageshow", () => (sent = false));
}

document.querySelector("[data-focus]")?.focus();
