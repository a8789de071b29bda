declare module 'fxa-common-password-list' {
  /** Is it among the passwords that everybody tries? */
  export function test(password: string): boolean;
}
