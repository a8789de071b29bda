/** For which of the two targets the components are built; H5 unless a test says otherwise. */
export const on = (target: 'h5' | 'weapp'): void => void Object.assign(process.env, { TARO_ENV: target });
