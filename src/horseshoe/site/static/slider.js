// Moves a page through its days: a slider stops at the days of its list, and what depends on the day is taken from
// the page of that day. The address follows, so that a link restores the day.
(() => {
  const slider = document.querySelector("input[data-moves]");
  if (!slider) return;
  const stops = [...slider.list.options].map((stop) => ({
    way: new URL(stop.dataset.way, document.baseURI).href,
    day: stop.dataset.day,
    written: stop.dataset.written,
    says: stop.label,
  }));
  const shown = document.querySelector(`output[for="${slider.id}"]`);
  const parts = slider.dataset.moves.split(" ");
  let asked, waiting;
  let held = false;

  // What stays was written relative to the address of the first day: hold it there before the address moves.
  const hold = () => {
    if (held) return;
    held = true;
    for (const name of ["href", "src", "srcset", "action"])
      for (const each of document.querySelectorAll(`body [${name}], link:not([rel=stylesheet])[${name}]`)) {
        const way = each.getAttribute(name);
        if (!way.startsWith("#")) each.setAttribute(name, new URL(way, document.baseURI).href);
      }
  };

  const show = async (stop) => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(stop.way, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      hold();
      history.replaceState(null, "", stop.way);
      document.title = made.title;
      for (const part of parts) {
        const fresh = made.querySelector(part);
        if (fresh) document.querySelector(part)?.replaceWith(fresh);
      }
      const field = document.querySelector("input[type=date][name=on]");
      if (field) field.value = stop.day;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(stop.way);
    }
  };

  slider.addEventListener("input", () => {
    const stop = stops[slider.value];
    shown.value = stop.written;
    slider.setAttribute("aria-valuetext", stop.says);
    clearTimeout(waiting);
    waiting = setTimeout(show, 120, stop);
  });
})();
