export default definePageConfig({ navigationBarTitleText: '建证通', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
