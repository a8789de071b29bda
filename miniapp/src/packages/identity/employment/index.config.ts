export default definePageConfig({ navigationBarTitleText: '聘用关系', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
