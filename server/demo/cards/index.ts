export { BACKGROUNDS, type Background } from './backgrounds';
export { cardCorners, renderCardPhoto, type CardFault, type CardPhoto } from './photo';
export { renderPortrait } from './portrait';
export { seedOf } from './random';
