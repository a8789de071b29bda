export default definePageConfig({ navigationBarTitleText: '准考信息' });
