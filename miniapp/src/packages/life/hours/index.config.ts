export default definePageConfig({ navigationBarTitleText: '年度学时', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
