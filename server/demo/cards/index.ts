export { BACKGROUNDS, type Background } from './backgrounds';
export type { CardText } from './artwork';
export { cardCorners, renderCardPhoto, type CardFault, type CardPhoto } from './photo';
export { renderPortrait } from './portrait';
export { seedOf } from './random';
