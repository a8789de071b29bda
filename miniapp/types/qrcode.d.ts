// The parts of qrcode that need neither a canvas nor a file system; @types/qrcode knows only its front door.
declare module 'qrcode/lib/core/qrcode' {
  export { create } from 'qrcode';
}
declare module 'qrcode/lib/renderer/svg-tag' {
  export function render(
    code: import('qrcode').QRCode,
    options: { width?: number; margin?: number; color?: { dark?: string; light?: string } },
  ): string;
}
