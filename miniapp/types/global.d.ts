/// <reference types="@tarojs/taro" />

declare module '*.png' {
  const url: string;
  export default url;
}
declare module '*.scss';
declare module '*/style/css';

/** Where the API is; empty in H5, which the same server hands out. Set JZT_API_BASE when building the weapp. */
declare const API_BASE: string;

declare namespace NodeJS {
  interface ProcessEnv {
    readonly NODE_ENV?: 'development' | 'production';
    readonly TARO_ENV?: 'weapp' | 'h5';
  }
}
