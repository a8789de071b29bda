// These run inside the page: Playwright sends their text to the browser, so each stands alone.

/** Height of the page in sight, px. */
export function pageHeight() {
  return Math.max(
    0,
    ...[...document.querySelectorAll('.jz-page')].filter((each) => each.checkVisibility()).map((each) => each.scrollHeight + 60),
  );
}

/** No animation of a bounded length is under way (a skeleton's shimmer has no end). */
export function nothingMoves() {
  return document.getAnimations().every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().endTime === Infinity);
}

/**
 * Texts that stick out of their box or of the window.
 * @returns {string[]}
 */
export function clippedTexts() {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent?.trim();
    const box = node.parentElement;
    if (!words || !box || !box.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width === 0) continue;
      if (line.right > window.innerWidth + 1 || line.left < -1) found.add(words);
      // What can be scrolled into sight is not clipped.
      let scrolls = false;
      for (let around = box; around && !scrolls; around = around.parentElement) {
        const style = getComputedStyle(around);
        const rect = around.getBoundingClientRect();
        scrolls = /auto|scroll/.test(style.overflowY) || style.position === 'fixed';
        const cutsX = style.overflowX === 'hidden' && (line.right > rect.right + 1 || line.left < rect.left - 1);
        const cutsY = style.overflowY === 'hidden' && (line.bottom > rect.bottom + 2 || line.top < rect.top - 2);
        if (cutsX || cutsY) found.add(words);
      }
    }
  }
  return [...found];
}

/**
 * Tappable things under 44 px, with their size.
 * @returns {string[]}
 */
export function smallTargets() {
  const targets = [...document.querySelectorAll('.jz-tap, .jz-button, .weui-tabbar__item')].filter((each) => each.checkVisibility());
  return targets
    .filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width > 0 && (width < 44 || height < 44);
    })
    .map(
      (each) =>
        `${each.getAttribute('aria-label') ?? each.innerText} ${Math.round(each.getBoundingClientRect().width)}×${Math.round(each.getBoundingClientRect().height)}`,
    );
}

/** As 我的 keeps the chosen size of the letters. */
export function chooseTypeSize(size) {
  localStorage.setItem('jzt.typeSize', JSON.stringify({ data: JSON.stringify(size) }));
}

export function typeFactor() {
  return getComputedStyle(document.documentElement).getPropertyValue('--type');
}

export function storageHolds(text) {
  return Object.values(localStorage).some((value) => String(value).includes(text));
}

/** As signing in leaves it, once: what the app renews afterwards stays. */
export function signedIn(session) {
  if (localStorage.getItem('jzt.session')) return;
  const kept = (value) => JSON.stringify({ data: JSON.stringify(value) });
  localStorage.setItem('jzt.session', kept(session));
  localStorage.setItem('jzt.owner', kept(session.personId));
}

export function playVideo(video) {
  video.muted = true;
  return video.play();
}

/** Plays on to `seconds` and pauses there by itself: a busy machine would come too late to do it. */
export function playTo(video, seconds) {
  video.muted = true;
  return new Promise((resolve, reject) => {
    video.addEventListener('timeupdate', function look() {
      if (video.currentTime <= seconds) return;
      video.removeEventListener('timeupdate', look);
      video.pause();
      resolve();
    });
    video.play().catch(reject);
  });
}

/** Does the video stand still? */
export function isPaused(video) {
  return video.paused;
}

export function videoIsPast(seconds) {
  return (document.querySelector('video')?.currentTime ?? 0) > seconds;
}

/**
 * What was decided here and can still be taken back.
 * @returns {string[]}
 */
export function heldLabels() {
  const kept = localStorage.getItem('jzt.outbox.held');
  return kept ? JSON.parse(JSON.parse(kept).data).map((each) => each.label) : [];
}

/** Away from the bars at the edges, which lie over what is under them. */
export const toMiddle = (element) => element.scrollIntoView({ block: 'center' });
