export const studyRoutes = {};
