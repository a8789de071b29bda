export default definePageConfig({ navigationBarTitleText: '查看审核状态' });
