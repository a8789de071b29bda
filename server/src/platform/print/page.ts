/** Points of a millimetre: pages are laid out in millimetres and drawn in points. */
export const MM = 72 / 25.4;
