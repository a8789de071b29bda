export { writtenDay } from './days';
export { emptySheet, resultSheet, type SheetForm, type SheetRow } from './form';
export { readSheet } from './read';
