export default definePageConfig({ navigationBarTitleText: '填写考试计划' });
