export default definePageConfig({ navigationBarTitleText: '学时上报', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
