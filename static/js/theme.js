// Light, Dim, or as the phone does. Kept on this device; without a script the phone decides.
const field = document.querySelector("[data-theme-choice]");

function choose(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
}

if (field) {
  const now = document.documentElement.dataset.theme ?? "";
  for (const input of field.querySelectorAll("input")) {
    input.checked = input.value === now;
    input.addEventListener("change", () => choose(input.value));
  }
  field.hidden = false;
}
