// The part of qrcode that needs neither a canvas nor a file system; @types/qrcode knows only its front door.
declare module 'qrcode/lib/core/qrcode' {
  export { create } from 'qrcode';
}
