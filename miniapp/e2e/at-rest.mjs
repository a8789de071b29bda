// These run inside the page: Playwright sends their text to the browser.

/** The page has slid in, sheets have opened, pictures are there; what moves without an end is let be. */
export function atRest() {
  const pages = [...document.querySelectorAll('.jz-page')].filter((each) => each.checkVisibility());
  const moving = document
    .getAnimations()
    .filter((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity);
  return (
    moving.length === 0 &&
    pages.every((each) => Math.abs(each.getBoundingClientRect().left) < 1) &&
    [...document.images].every((each) => each.complete)
  );
}

export function valuesOf(fields) {
  return fields.map((field) => field.value);
}
