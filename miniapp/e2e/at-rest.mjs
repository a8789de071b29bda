// Runs inside the page: Playwright sends its text to the browser.

/** The page has slid in, and its pictures are there. */
export function atRest() {
  const pages = [...document.querySelectorAll('.jz-page')].filter((each) => each.checkVisibility());
  return pages.every((each) => Math.abs(each.getBoundingClientRect().left) < 1) && [...document.images].every((each) => each.complete);
}
