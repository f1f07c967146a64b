// What may be taken along from the end of a practice: on paper, or copied. Both buttons are absent where they would
// do nothing.
const take = document.querySelector("[data-take]");
const print = document.querySelector("[data-print]");
const copy = document.querySelector("[data-copy]");

if (take && print && "print" in window) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

if (take && copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const card = [...take.querySelectorAll(".card")].map((words) => words.textContent);
    const pairs = [...take.querySelectorAll("dl:not(.no-print) dt")].map((q) => `${q.textContent}\n${q.nextElementSibling.innerText}`);
    const rows = [...take.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.innerText).join("\t"));
    try {
      await navigator.clipboard.writeText([...card, rows.join("\n"), ...pairs].filter(Boolean).join("\n\n"));
      copy.textContent = copy.dataset.copy;
    } catch {
      // Refused: the words are on the page, to be copied by hand.
      copy.hidden = true;
    }
  });
}
