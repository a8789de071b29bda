import { createRequire } from 'node:module';
import type OpenCv from '@techstark/opencv-js';

// required, never imported: the module has a `then` of its own, and what waits for an import of it waits for ever
export const cv = createRequire(__filename)('@techstark/opencv-js') as typeof OpenCv;

/** Waits until OpenCV (WebAssembly) can be used: a third of a second and 100 MB, so only the reader's own process asks for it. */
export async function visionReady(): Promise<void> {
  if (!cv.Mat) await new Promise<void>((resolve) => (cv.onRuntimeInitialized = resolve));
}

/** Runs `work` with a bag that frees every OpenCV object put in it: they live outside the garbage collector's reach. */
export function withScratch<T>(work: (keep: <M extends { delete(): void }>(object: M) => M) => T): T {
  const bag: { delete(): void }[] = [];
  try {
    return work((object) => {
      bag.push(object);
      return object;
    });
  } finally {
    for (const object of bag.reverse()) object.delete();
  }
}
