// In a seat, a letter says what it did and moves on to the next; arrows up and down move without changing anything.
document.addEventListener("keydown", (event) => {
  const seat = event.target.closest("[data-seat]");
  if (!seat || event.ctrlKey || event.metaKey || event.altKey) return;
  const seats = [...document.querySelectorAll("[data-seat]")];
  const at = seats.indexOf(seat);
  const go = (to) => {
    const next = seats[to] ? seats[to].querySelector("input:checked") : to > 0 && document.querySelector("[data-after-seats]");
    if (next) next.focus();
  };
  const box = [...seat.querySelectorAll("input")].find((each) => each.dataset.key === event.key.toLowerCase());
  if (box) {
    if (!box.checked) {
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
    go(at + 1);
  } else if (event.key === "ArrowDown") go(at + 1);
  else if (event.key === "ArrowUp") go(at - 1);
  else return;
  event.preventDefault();
});
