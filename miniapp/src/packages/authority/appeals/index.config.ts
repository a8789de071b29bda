export default definePageConfig({ navigationBarTitleText: '在学核验申诉' });
