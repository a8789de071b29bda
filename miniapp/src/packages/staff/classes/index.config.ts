export default definePageConfig({ navigationBarTitleText: '班次与学员' });
