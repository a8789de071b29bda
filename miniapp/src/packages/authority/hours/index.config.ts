export default definePageConfig({ navigationBarTitleText: '学时审核和作废认定', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
