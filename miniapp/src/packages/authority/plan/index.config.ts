export default definePageConfig({ navigationBarTitleText: '考试计划审批' });
