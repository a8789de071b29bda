export const enterpriseRoutes = {};
