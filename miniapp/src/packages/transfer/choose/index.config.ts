export default definePageConfig({ navigationBarTitleText: '选择岗位' });
