/* Warns before the session ends for want of doing, and lets it go on with one press. */

const WARNED_SECONDS = 120;
const left = document.body.dataset.secondsLeft;

if (left !== undefined) {
  const bar = document.getElementById("idle");
  const soon = document.getElementById("idle-soon");
  const over = document.getElementById("idle-over");
  let timers = [];

  const count = (seconds) => {
    timers.forEach(clearTimeout);
    bar.hidden = true;
    over.hidden = true;
    soon.hidden = false;
    timers = [
      setTimeout(() => { bar.hidden = false; }, Math.max(0, seconds - WARNED_SECONDS) * 1000),
      setTimeout(() => { soon.hidden = true; over.hidden = false; }, seconds * 1000),
    ];
  };

  const stay = async () => {
    const headers = { "X-CSRF-Token": document.body.dataset.csrf };
    const answer = await fetch("/console/still-here", { method: "POST", headers, redirect: "manual" })
      .catch(() => null);
    if (answer && answer.ok) {
      count((await answer.json()).seconds);
    } else {
      soon.hidden = true;
      over.hidden = false;
    }
  };

  document.getElementById("idle-stay").addEventListener("click", stay);
  count(Number(left));
}
