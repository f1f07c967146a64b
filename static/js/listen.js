// Reads an article aloud with a voice that lives on this device, and marks the sentence it is at.
// Absent where there is no such voice: a voice from the network would send the text away.
const button = document.querySelector("[data-listen]");
const text = document.querySelector("[data-listen-text]");
const speech = window.speechSynthesis;

let parts = [];
let at = 0;
let speaking = false;

function localVoice() {
  const language = document.documentElement.lang.slice(0, 2);
  const voices = speech.getVoices().filter((v) => v.localService && v.lang.slice(0, 2) === language);
  return voices.find((v) => v.default) ?? voices[0];
}

function sentences(words) {
  if ("Segmenter" in Intl) {
    const segmenter = new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" });
    return [...segmenter.segment(words)].map((s) => [s.index, s.index + s.segment.length]);
  }
  return [...words.matchAll(/[^.?!]+[.?!]*["”’]*\s*/g)].map((m) => [m.index, m.index + m[0].length]);
}

// Each part is a sentence and the range of the page it stands in; citation markers are not read.
function collect() {
  const found = [];
  for (const element of text.querySelectorAll("h1, h2, h3, p, li, figcaption")) {
    if (element.closest("[data-listen-skip], .notes") || element.querySelector("p, li")) continue;
    const nodes = [];
    let words = "";
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(".cite, .visually-hidden")) continue;
      nodes.push([words.length, node]);
      words += node.data;
    }
    for (const [start, end] of sentences(words)) {
      if (words.slice(start, end).trim()) found.push({ words: words.slice(start, end), range: range(nodes, start, end), element });
    }
  }
  return found;
}

function range(nodes, start, end) {
  const result = document.createRange();
  for (const [offset, node] of nodes) {
    if (start >= offset && start < offset + node.length) result.setStart(node, start - offset);
    if (end > offset && end <= offset + node.length) result.setEnd(node, end - offset);
  }
  return result;
}

function mark(part) {
  for (const old of text.querySelectorAll(".is-spoken")) old.classList.remove("is-spoken");
  if (globalThis.CSS?.highlights && globalThis.Highlight) {
    if (part) CSS.highlights.set("spoken", new Highlight(part.range));
    else CSS.highlights.delete("spoken");
  } else if (part) {
    part.element.classList.add("is-spoken");
  }
  if (part) {
    const { top, bottom } = part.range.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight * 0.8) part.element.scrollIntoView({ block: "center" });
  }
}

function show() {
  button.querySelector("[data-listen-words]").textContent = speaking ? button.dataset.pause : button.dataset.listen;
  button.setAttribute("aria-pressed", String(speaking));
}

function speakNext() {
  if (!speaking) return;
  const part = parts[at];
  if (!part) {
    stop();
    at = 0;
    mark(null);
    return;
  }
  const said = new SpeechSynthesisUtterance(part.words);
  said.voice = localVoice();
  said.lang = document.documentElement.lang;
  said.rate = 0.95;
  said.onend = () => {
    if (!speaking) return;
    at += 1;
    speakNext();
  };
  mark(part);
  speech.speak(said);
}

function stop() {
  speaking = false;
  speech.cancel();
  show();
}

// Some browsers name their voices late, some never.
function offer() {
  button.hidden = !localVoice();
}

if (button && text && speech && "SpeechSynthesisUtterance" in window) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => {
    if (speaking) return stop();
    parts = parts.length ? parts : collect();
    speaking = true;
    show();
    speakNext();
  });
  // Leaving the page, or the tab, is silence.
  addEventListener("pagehide", stop);
}
