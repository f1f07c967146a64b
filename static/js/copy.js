// Copies a number or a note, and says so. Without a clipboard the button never shows: the words can be selected.
const spoken = document.createElement("p");
spoken.className = "visually-hidden";
spoken.setAttribute("role", "status");

async function copy(button) {
  const words = button.querySelector("[data-copy-words]");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    button.hidden = true;
    return;
  }
  words.textContent = button.dataset.copied;
  // Emptied first: the same words twice would be read once.
  spoken.textContent = "";
  requestAnimationFrame(() => {
    spoken.textContent = button.dataset.copied;
  });
}

if (navigator.clipboard?.writeText) {
  const buttons = document.querySelectorAll("[data-copy]");
  if (buttons.length) document.body.append(spoken);
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
