export default definePageConfig({ navigationBarTitleText: '选择报名类型' });
