import path from 'node:path';

const built = process.env.MINIAPP_DIST ?? path.join(__dirname, '../dist');

/** Where the bundles under test lie (see config/index.ts). */
export const weappDist = path.join(built, 'weapp');
export const h5Dist = path.join(built, 'h5');
