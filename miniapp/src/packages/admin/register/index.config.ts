export default definePageConfig({ navigationBarTitleText: '登记单位' });
