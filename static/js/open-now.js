// Says whether a line is open now, in the line's own time zone. Its hours stand there in words in any case.
const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const PATTERN = /^(\w\w)(?:-(\w\w))? (\d\d):(\d\d)-(\d\d):(\d\d)$/;

// Minutes since Monday, 00:00, where the line is.
function minuteOfWeek(zone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(new Date()).map((p) => [p.type, p.value]));
  return { day: DAYS.indexOf(part.weekday.slice(0, 2)), minute: Number(part.hour) * 60 + Number(part.minute) };
}

function holds(times, now) {
  const found = PATTERN.exec(times);
  if (!found) return null;
  const [, first, last = first, ...clock] = found;
  const [fromHour, fromMinute, toHour, toMinute] = clock.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  const on = (day) => {
    const [a, b] = [DAYS.indexOf(first), DAYS.indexOf(last)];
    return a <= b ? day >= a && day <= b : day >= a || day <= b;
  };
  if (from < to) return on(now.day) && now.minute >= from && now.minute < to;
  // Past midnight: the evening of one day, or the small hours after it.
  return (on(now.day) && now.minute >= from) || (on((now.day + 6) % 7) && now.minute < to);
}

function tell(element) {
  try {
    const now = minuteOfWeek(element.dataset.zone);
    const answers = element.dataset.opening.split("; ").map((times) => holds(times, now));
    if (answers.includes(null)) return;
    element.textContent = answers.includes(true) ? element.dataset.open : element.dataset.closed;
  } catch {
    // A browser that does not know the time zone says nothing rather than something wrong.
  }
}

const elements = document.querySelectorAll("[data-opening]");
const tellAll = () => elements.forEach(tell);
if (elements.length && "formatToParts" in Intl.DateTimeFormat.prototype) {
  tellAll();
  // A page left open overnight must not go on saying "open".
  setInterval(tellAll, 60_000);
  document.addEventListener("visibilitychange", tellAll);
}
