export default definePageConfig({ navigationBarTitleText: '在学核验记录' });
