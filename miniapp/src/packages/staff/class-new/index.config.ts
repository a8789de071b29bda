export default definePageConfig({ navigationBarTitleText: '开设班次' });
