export default definePageConfig({ navigationBarTitleText: '建证通' });
