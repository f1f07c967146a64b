// The desk's form, kinder: what the text will look like and what the check says of it, while it is written; sources by
// a tap; and a warning before a tab with unsaved words is closed. Without it the form saves and checks just as well.
const form = document.querySelector(".desk-form");
if (form) {
  const body = form.querySelector(".desk-body");
  const editor = body.querySelector("textarea");
  let changed = false;

  // --- The text as the page shows it: markdownx fetches it, and it moves into a root of its own with the page's styles.
  const source = body.querySelector(".markdownx-preview");
  const shown = document.createElement("div");
  shown.className = "desk-preview";
  shown.tabIndex = 0;
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", document.title);
  body.append(shown);
  const root = shown.attachShadow({ mode: "open" });
  for (const name of ["base", "components"]) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = document.querySelector(`meta[name="style-${name}"]`).content;
    root.append(link);
  }
  const page = document.createElement("div");
  page.className = "text";
  root.append(page);
  body.querySelector(".markdownx").addEventListener("markdownx.update", () => {
    page.replaceChildren(...source.childNodes);
  });

  // --- What the check says, beside each field
  const shows = (list, findings) => {
    list.replaceChildren(...findings.map((finding) => {
      const item = document.createElement("li");
      item.className = `finding finding--${finding.level}`;
      const level = document.createElement("strong");
      level.textContent = `${finding.level === "error" ? form.dataset.mend : form.dataset.look}: `;
      const line = finding.key === "body" ? `${form.dataset.line} ${finding.line}. ` : "";
      const asks = document.createElement("span");
      asks.className = "finding__asks";
      asks.textContent = ` ${finding.asks}`;
      item.append(level, line + finding.message, asks);
      return item;
    }));
  };
  let waitingCheck = 0;
  const check = async () => {
    const answer = await fetch(form.dataset.findingsFrom, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const { findings } = await answer.json();
    for (const list of form.querySelectorAll("[data-findings]")) {
      shows(list, findings.filter((finding) => finding.key === list.dataset.findings));
    }
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(waitingCheck);
    waitingCheck = setTimeout(check, 900);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "look") changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // --- Sources by author, year and words: a tap cites one where the cursor is, and lists it
  const find = form.querySelector("[data-source-search]");
  if (find) {
    const picker = document.createElement("div");
    picker.className = "desk-picker";
    const label = document.createElement("label");
    label.textContent = find.textContent;
    const query = document.createElement("input");
    query.type = "search";
    query.id = "source-query";
    label.htmlFor = query.id;
    let waitingQuery = 0;
    const found = document.createElement("div");
    found.setAttribute("aria-live", "polite");
    picker.append(label, query, found);
    find.closest("p").replaceWith(picker);
    const listed = form.querySelector("[name=references]");
    const cite = (id) => {
      editor.setRangeText(`[^${id}]`, editor.selectionEnd, editor.selectionEnd, "end");
      const ids = listed.value.split("\n").filter((line) => line.trim());
      if (!ids.includes(id)) listed.value = [...ids, id].join("\n");
      editor.dispatchEvent(new Event("input", { bubbles: true }));
      editor.focus();
    };
    const look = async () => {
      const address = `${find.dataset.sourceSearch}?q=${encodeURIComponent(query.value)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer || !answer.ok || answer.redirected) return;
      const { sources } = await answer.json();
      found.replaceChildren(...sources.slice(0, 8).map((each) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = each.words;
        button.addEventListener("click", () => cite(each.id));
        return button;
      }));
    };
    query.addEventListener("input", () => {
      clearTimeout(waitingQuery);
      waitingQuery = setTimeout(query.value ? look : () => found.replaceChildren(), 300);
    });
    query.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }
}
