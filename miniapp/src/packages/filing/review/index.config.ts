export default definePageConfig({ navigationBarTitleText: '安全员换证审核' });
