export default definePageConfig({ navigationBarTitleText: '课程大纲' });
