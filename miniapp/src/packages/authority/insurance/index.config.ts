export default definePageConfig({ navigationBarTitleText: '社保核查', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' });
